// Days picked on the browser's calendar, amounts of money said back in words.
(() => {
  const PAUSE_MS = 250;
  const twoDigits = (number) => String(number).padStart(2, "0");

  const prepare = (root) => {
    for (const button of root.querySelectorAll?.("[data-lmhtx-pick-day]") || []) {
      button.hidden = false;
      button.parentElement.querySelector("[type=date]").disabled = false;
    }
    for (const echo of root.querySelectorAll?.("[data-lmhtx-money]") || []) {
      if (!echo.closest(".has-fault")) tell(echo);
    }
  };

  const isoOf = (typed) => {
    const parts = typed.trim().match(/^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/);
    if (!parts) return "";
    const year = parts[3].length === 2 ? `20${parts[3]}` : parts[3];
    return `${year}-${twoDigits(parts[2])}-${twoDigits(parts[1])}`;
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-lmhtx-pick-day]");
    if (!button) return;
    const [typed, calendar] = button.parentElement.querySelectorAll("input");
    calendar.value = isoOf(typed.value);
    calendar.showPicker?.();
  });
  document.addEventListener("change", (event) => {
    const calendar = event.target;
    if (!calendar.matches?.(".date-box [type=date]")) return;
    const typed = calendar.parentElement.querySelector("input");
    const [year, month, day] = calendar.value.split("-");
    typed.value = calendar.value ? `${day}/${month}/${year}` : "";
    typed.dispatchEvent(new Event("input", { bubbles: true }));
    typed.dispatchEvent(new Event("change", { bubbles: true }));
    typed.focus();
  });

  const tell = async (echo) => {
    const typed = document.getElementById(echo.htmlFor.value)?.value.trim() || "";
    echo.dataset.lmhtxAsked = typed;
    if (!typed) {
      echo.textContent = "";
      return;
    }
    try {
      const answer = await fetch(`${echo.dataset.lmhtxMoney}?so-tien=${encodeURIComponent(typed)}`);
      if (answer.ok && echo.dataset.lmhtxAsked === typed) echo.textContent = await answer.text();
    } catch {
      echo.textContent = "";
    }
  };
  const pauses = new WeakMap();
  document.addEventListener("input", (event) => {
    const echo = event.target.id && document.querySelector(`output[for="${CSS.escape(event.target.id)}"][data-lmhtx-money]`);
    if (!echo) return;
    clearTimeout(pauses.get(echo));
    pauses.set(echo, setTimeout(() => tell(echo), PAUSE_MS));
  });

  document.addEventListener("htmx:load", (event) => prepare(event.detail.elt));
  prepare(document);
})();
