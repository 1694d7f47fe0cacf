// The queue of decisions: a phrase goes into the box by one tap, and a bar that no longer helps goes away.
(() => {
  "use strict";

  document.addEventListener("change", (event) => {
    const phrase = event.target.closest?.('.phrase input[name="phrase"]');
    if (!phrase) return;
    const box = phrase.form.elements.words;
    const lines = box.value.split("\n").filter((line) => line && line !== phrase.value);
    box.value = [...lines, phrase.value].join("\n");
    phrase.checked = false;
  });

  const fade = (root) => {
    for (const bar of root.querySelectorAll?.("[data-lmhtx-fades]") || []) {
      setTimeout(() => bar.remove(), Number(bar.dataset.lmhtxFades) * 1000);
    }
  };
  document.addEventListener("htmx:load", (event) => fade(event.detail.elt));
})();
