// Forms: sent in the background so that a failure keeps the page, locked against a second click, guarded when left.
(() => {
  const RELEASE_MS = 20000;
  let isDirty = false;
  let isLeaving = false;

  const isPlain = (form) =>
    form.method === "post" && !form.matches("[data-lmhtx-native], [data-lmhtx-native] form, [hx-post], [hx-put], [hx-boost]");

  // Without scripts these forms are sent by the browser itself; with them, htmx sends and no failure is silent.
  const takeOver = (root) => {
    const forms = root.matches?.("form") ? [root] : root.querySelectorAll?.("form") || [];
    for (const form of forms) {
      if (!isPlain(form)) continue;
      form.setAttribute("hx-boost", "true");
      form.setAttribute("hx-push-url", "false");
      window.htmx?.process(form);
    }
  };

  const lock = (form, button) => {
    if (!button) return;
    button.setAttribute("aria-busy", "true");
    button.dataset.lmhtxLocked = "";
    setTimeout(() => unlock(form), RELEASE_MS);
  };

  const unlock = (element) => {
    const form = element?.closest?.("form");
    for (const button of form?.querySelectorAll("[data-lmhtx-locked]") || []) {
      button.removeAttribute("aria-busy");
      delete button.dataset.lmhtxLocked;
    }
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    const button = event.submitter;
    const question = button?.dataset.lmhtxConfirm || form.dataset.lmhtxConfirm;
    if (button?.hasAttribute("data-lmhtx-locked")) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    if (question && !window.confirm(question)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    // A click after "vẫn đang đợi" replaces the request that hangs; the one-time key keeps the act single.
    if (form.classList.contains("htmx-request")) window.htmx?.trigger(form, "htmx:abort");
    isLeaving = true;
    lock(form, button);
  }, true);

  const guarded = (element) => element.closest?.("form[data-lmhtx-keep]");
  for (const kind of ["input", "change"]) {
    document.addEventListener(kind, (event) => {
      if (!guarded(event.target)) return;
      isDirty = true;
      isLeaving = false;
    });
  }
  window.addEventListener("beforeunload", (event) => {
    if (!isDirty || isLeaving) return;
    event.preventDefault();
    event.returnValue = "";
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (!guarded(event.detail.elt)) return;
    if (event.detail.successful) isDirty = false;
    else isLeaving = false;
  });

  // What is wrong comes first: the summary takes the focus.
  const showFaults = () => {
    const faults = document.querySelector("[data-lmhtx-faults]");
    faults?.focus();
    faults?.scrollIntoView({ block: "center" });
  };

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.target.closest?.("form")?.requestSubmit();
  });
  document.addEventListener("htmx:load", (event) => takeOver(event.detail.elt));
  document.addEventListener("htmx:afterSettle", showFaults);
  window.addEventListener("pageshow", () => {
    isLeaving = false;
    for (const form of document.forms) unlock(form);
  });
  window.lmhtx.unlock = unlock;
  takeOver(document);
  showFaults();
})();
