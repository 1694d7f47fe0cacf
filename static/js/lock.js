// A shared machine locks when nobody has touched it: the page is hidden, what was typed stays, the password opens it.
(() => {
  const lock = document.getElementById("lock");
  if (!lock) return;
  const AFTER_MS = Number(lock.dataset.lmhtxLockAfter) * 1000;
  const BEAT_MS = AFTER_MS / 5;
  const LOOK_MS = Math.min(5000, AFTER_MS / 10);
  const form = lock.querySelector("form");
  const fault = lock.querySelector("[data-lmhtx-passkey-fault]");
  let touched = Date.now();
  let told = Date.now();

  const idleSeconds = () => String(Math.floor((Date.now() - touched) / 1000));
  const headers = () => ({
    "HX-Request": "true",
    "LMHTX-Idle": idleSeconds(),
    "X-CSRFToken": document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] || form.elements.csrfmiddlewaretoken.value,
  });
  const say = (words) => {
    fault.textContent = words;
    fault.hidden = !words;
  };

  const shut = () => {
    if (lock.open) return;
    document.body.classList.add("is-locked");
    form.reset();
    say("");
    lock.showModal();
    form.elements.password.focus();
  };
  const open = () => {
    document.body.classList.remove("is-locked");
    lock.close();
    touched = Date.now();
    form.reset();
  };

  const look = () => {
    const now = Date.now();
    if (lock.open) return;
    if (now - touched >= AFTER_MS) {
      // Without a line the server locks by its own clock; the page is hidden in any case.
      fetch(lock.dataset.lmhtxLockNow, { method: "POST", headers: headers() }).catch(() => {});
      shut();
    } else if (touched > told && now - told >= BEAT_MS) {
      told = now;
      fetch(lock.dataset.lmhtxLockBeat, { headers: headers() })
        .then((answer) => answer.status === 423 && shut()).catch(() => {});
    }
  };

  for (const kind of ["keydown", "pointerdown", "wheel", "touchstart", "input"]) {
    document.addEventListener(kind, () => {
      if (!lock.open) touched = Date.now();
    }, { passive: true, capture: true });
  }
  setInterval(look, LOOK_MS);
  document.addEventListener("visibilitychange", look);
  document.addEventListener("htmx:configRequest", (event) => {
    event.detail.headers["LMHTX-Idle"] = idleSeconds();
  });
  document.addEventListener("lmhtx:locked", shut);
  lock.addEventListener("cancel", (event) => event.preventDefault());

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const body = new FormData(form);
    form.elements.credential.value = "";
    form.elements.password.value = "";
    try {
      const answer = await fetch(form.action, { method: "POST", body, redirect: "manual", headers: headers() });
      if (answer.status === 204) open();
      else if (answer.ok) say(await answer.text());
      else location.reload();
    } catch {
      say("Mất kết nối. Hãy thử lại.");
    }
    window.lmhtx.unlock?.(form);
  });
})();
