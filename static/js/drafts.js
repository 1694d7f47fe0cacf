// Saves what is being typed every few seconds, and says when.
(() => {
  const EVERY_MS = 5000;
  const waiting = new WeakMap();

  const mark = (form, words) => {
    const place = form.querySelector("[data-lmhtx-draft-mark]");
    if (place) place.textContent = words;
  };

  const save = async (form) => {
    waiting.delete(form);
    if (!form.isConnected) return;
    const data = new FormData(form);
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    for (const secret of form.querySelectorAll("[type=password], [data-lmhtx-no-draft]")) data.delete(secret.name);
    try {
      const answer = await fetch(form.dataset.lmhtxDraft, {
        method: "POST", body: data, redirect: "manual", headers: { "HX-Request": "true" },
      });
      mark(form, answer.ok ? await answer.text() : "Chưa lưu được bản nháp.");
    } catch {
      mark(form, "Chưa lưu được bản nháp vì mất kết nối.");
    }
  };

  for (const kind of ["input", "change"]) {
    document.addEventListener(kind, (event) => {
      const form = event.target.closest?.("form[data-lmhtx-draft]");
      if (form && !waiting.has(form)) waiting.set(form, setTimeout(() => save(form), EVERY_MS));
    });
  }
  document.addEventListener("submit", (event) => {
    clearTimeout(waiting.get(event.target));
    waiting.delete(event.target);
  });
})();
