// Vietnamese typing (Unikey, IME): one search for the finished text, none for what is still being composed.
(() => {
  let isComposing = false;
  document.addEventListener("compositionstart", () => { isComposing = true; }, true);
  document.addEventListener("compositionend", (event) => {
    isComposing = false;
    event.target.dispatchEvent(new Event("input", { bubbles: true }));
  }, true);
  document.addEventListener("input", (event) => {
    if (isComposing || event.isComposing) event.stopImmediatePropagation();
  }, true);

  // The search box has searched while typing; leaving it must not search again.
  document.addEventListener("change", (event) => {
    if (event.target.matches?.("form[data-lmhtx-sieve] [type=search]")) event.stopImmediatePropagation();
  }, true);
})();
