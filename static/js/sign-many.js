// Many papers in one sitting: each is posted by itself with the PIN typed once, and says beside it what came of it.
(() => {
  const form = document.querySelector("[data-lmhtx-sign-many]");
  if (!form) return;
  const WAITING = "đang ký…";
  const LOST = "chưa nhận được trả lời; mở văn bản để xem đã ký chưa";
  const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1]
    || form.querySelector("[name=csrfmiddlewaretoken]")?.value || "";

  const told = (row, words, tone) => {
    const said = row.querySelector(".sign-said");
    said.textContent = words;
    said.dataset.tone = tone;
  };

  const keyOf = async (address) => {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    const sheet = new DOMParser().parseFromString(await answer.text(), "text/html");
    return sheet.querySelector("[name=act_key]")?.value || "";
  };

  const sign = async (row) => {
    told(row, WAITING, "soon");
    const body = new FormData();
    body.set("act_key", await keyOf(row.dataset.lmhtxSign));
    for (const name of ["pin", "code"]) body.set(name, form.elements[name]?.value || "");
    const answer = await fetch(row.dataset.lmhtxSign, {
      method: "POST", body, redirect: "manual", headers: { "X-CSRFToken": token(), "HX-Request": "true" },
    });
    const words = JSON.parse(answer.headers.get("HX-Trigger") || "{}")["lmhtx:say"]?.message || "";
    const isDone = answer.ok || answer.type === "opaqueredirect";
    if (isDone) {
      row.querySelector("input").checked = false;
      row.querySelector("input").disabled = true;
      told(row, words || "đã ký", "done");
      return;
    }
    const sheet = new DOMParser().parseFromString(await answer.text(), "text/html");
    const reason = sheet.querySelector(".error-summary, .field-error")?.textContent.trim().replace(/\s+/g, " ");
    told(row, words || reason || "không ký được", "danger");
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    const button = form.querySelector("button.btn-primary");
    button.disabled = true;
    for (const row of form.querySelectorAll("[data-lmhtx-sign]")) {
      if (!row.querySelector("input").checked) continue;
      try {
        await sign(row);
      } catch {
        told(row, LOST, "danger");
      }
    }
    form.elements.pin.value = "";
    if (form.elements.code) form.elements.code.value = "";
    button.disabled = false;
    window.lmhtx.unlock?.(form);
  }, true);
})();
