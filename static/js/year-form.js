// A yearly form or a petition on a phone: saved as it is typed, said back, and nothing lost when the session has ended.
(() => {
  const EVERY_MS = 3000;
  const form = document.querySelector("form[data-lmhtx-year-form]");
  if (!form) return;
  const mark = form.querySelector("[data-lmhtx-saved]");
  const ended = document.querySelector("[data-lmhtx-ended]");
  let timer = 0;
  let isStopped = false;

  const show = (line, told) => {
    const words = line.querySelector("[data-lmhtx-words]");
    const fault = line.querySelector("[data-lmhtx-fault]");
    const doubted = line.querySelector("[data-lmhtx-doubted]");
    words.textContent = told.words;
    fault.textContent = told.fault;
    fault.hidden = !told.fault;
    line.classList.toggle("has-fault", Boolean(told.fault));
    if (!doubted) return;
    line.querySelector("[data-lmhtx-doubt]").textContent = told.doubt;
    // A reason that is being written stays in sight.
    const isSaid = [...doubted.querySelectorAll("input")].some((box) => (box.type === "checkbox" ? box.checked : box.value));
    doubted.hidden = !told.doubt && !isSaid;
  };

  const save = async () => {
    timer = 0;
    if (isStopped) return;
    const data = new FormData(form);
    data.delete("act_key");
    let answer;
    try {
      answer = await fetch(form.dataset.lmhtxYearForm, {
        method: "POST", body: data, redirect: "manual", headers: { "HX-Request": "true" },
      });
    } catch {
      mark.textContent = "Mất mạng; sẽ tự lưu khi có mạng lại.";
      timer = setTimeout(save, EVERY_MS * 2);
      return;
    }
    // Someone who is no longer signed in is led to the door.
    if (answer.type === "opaqueredirect" || answer.status === 403) {
      isStopped = true;
      ended.showModal();
      return;
    }
    if (answer.status !== 200 && answer.status !== 409) {
      mark.textContent = "Chưa lưu được; hãy bấm Lưu.";
      return;
    }
    const told = await answer.json();
    mark.textContent = told.told;
    if (answer.status === 409) {
      isStopped = true;
      return;
    }
    form.elements.version.value = told.version;
    for (const line of form.querySelectorAll("[data-lmhtx-figure]")) show(line, told.lines[line.dataset.lmhtxFigure]);
  };

  for (const kind of ["input", "change"]) {
    form.addEventListener(kind, () => {
      if (!timer && !isStopped) timer = setTimeout(save, EVERY_MS);
    });
  }
  form.addEventListener("submit", () => clearTimeout(timer));
  ended?.querySelector("[data-lmhtx-again]").addEventListener("click", () => {
    ended.close();
    isStopped = false;
    save();
  });
})();
