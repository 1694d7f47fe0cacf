// Fields for files say in Vietnamese what they hold; a browser's own words are those of its maker's language.
(() => {
  "use strict";

  const told = (input) => {
    const names = [...input.files].map((file) => file.name);
    if (!names.length) return "Chưa chọn tệp nào";
    return names.length === 1 ? names[0] : `${names.length} tệp: ${names.join(", ")}`;
  };

  // The field itself lies unseen over the words: it is still what is clicked, dropped upon and reached by keyboard.
  const dress = (input) => {
    const box = document.createElement("span");
    const go = document.createElement("b");
    const words = document.createElement("span");
    box.className = "file-pick";
    go.textContent = input.multiple ? "Chọn các tệp" : "Chọn tệp";
    words.textContent = told(input);
    for (const shown of [go, words]) shown.setAttribute("aria-hidden", "true");
    input.before(box);
    box.append(input, go, words);
  };

  const prepare = (root) => {
    for (const input of root.querySelectorAll?.("input[type=file]") || []) {
      if (!input.closest(".file-pick, .annex-drop")) dress(input);
    }
  };

  const show = (input) => {
    const words = input.closest?.(".file-pick")?.lastElementChild;
    if (words) words.textContent = told(input);
  };
  document.addEventListener("change", (event) => {
    if (event.target.type === "file") show(event.target);
  });
  document.addEventListener("reset", (event) => setTimeout(() => event.target.querySelectorAll("input[type=file]").forEach(show)));
  document.addEventListener("htmx:load", (event) => prepare(event.detail.elt));
  prepare(document);
})();
