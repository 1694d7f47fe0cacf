// The upload page: files dropped anywhere on the form, their names and sizes told, tables pasted with their cells.
(() => {
  "use strict";

  const form = document.querySelector("[data-annex-hand-in]");
  if (!form) return;
  const zone = form.querySelector("[data-annex-drop]");
  const input = form.querySelector('input[type="file"]');
  const chosen = form.querySelector("[data-annex-chosen]");
  const box = form.querySelector("[data-annex-paste]");
  const told = form.querySelector("[data-annex-pasted]");

  zone.classList.add("is-scripted");

  function size(bytes) {
    const units = [[1024 * 1024, "MB"], [1024, "KB"]];
    const [unit, name] = units.find(([least]) => bytes >= least) || [1, "byte"];
    return `${(bytes / unit).toLocaleString("vi-VN", { maximumFractionDigits: 1 })} ${name}`;
  }

  function tellChosen() {
    chosen.replaceChildren(...[...input.files].map((file) => {
      const line = document.createElement("li");
      line.textContent = `${file.name} – ${size(file.size)}`;
      return line;
    }));
  }

  for (const kind of ["dragenter", "dragover"]) {
    form.addEventListener(kind, (event) => {
      event.preventDefault();
      zone.classList.add("is-over");
    });
  }
  for (const kind of ["dragleave", "drop"]) form.addEventListener(kind, () => zone.classList.remove("is-over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    tellChosen();
  });
  input.addEventListener("change", tellChosen);

  // Word and Excel copy a table as HTML too: merged cells survive only there.
  box.addEventListener("paste", (event) => {
    const html = event.clipboardData.getData("text/html");
    if (!/<table/i.test(html)) return;
    event.preventDefault();
    const parsed = new DOMParser().parseFromString(html, "text/html");
    parsed.querySelectorAll("style, script, meta, link, img, title").forEach((one) => one.remove());
    parsed.querySelectorAll("*").forEach((one) => {
      for (const { name } of [...one.attributes]) if (!["rowspan", "colspan"].includes(name)) one.removeAttribute(name);
    });
    box.value = parsed.body.innerHTML.replace(/<!--[\s\S]*?-->/g, "").trim();
    told.textContent = `Đã nhận bảng có ${parsed.querySelectorAll("tr").length} dòng, kèm các ô gộp.`;
  });
})();
