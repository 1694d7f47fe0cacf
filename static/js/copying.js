// Copies the words of a marked place; where the browser forbids it, selects them so that Ctrl-C is enough.
(() => {
  "use strict";

  const select = (place) => {
    if (place.select) {
      place.select();
      return;
    }
    const range = document.createRange();
    range.selectNodeContents(place);
    const chosen = window.getSelection();
    chosen.removeAllRanges();
    chosen.addRange(range);
  };

  const copy = async (place) => {
    const words = "value" in place ? place.value : place.textContent.trim();
    try {
      await navigator.clipboard.writeText(words);
      window.lmhtx?.say("Đã sao chép. Dán vào Zalo để gửi.");
    } catch {
      select(place);
      const done = document.execCommand?.("copy");
      window.lmhtx?.say(done ? "Đã sao chép. Dán vào Zalo để gửi." : "Đã chọn sẵn, bấm Ctrl+C để sao chép.", done ? "done" : "info");
    }
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-lmhtx-copy]");
    const place = button && document.getElementById(button.dataset.lmhtxCopy);
    if (place) copy(place);
  });

  // What has just been made to be sent is copied as soon as it stands there.
  const fresh = (root) => {
    const place = root.querySelector?.("[data-lmhtx-copy-now]");
    if (place) copy(place);
  };
  document.addEventListener("htmx:load", (event) => fresh(event.target));
})();
