// Menus close on Esc or a click elsewhere, dialogs open from their buttons, the drawer gives its focus back.
(() => {
  const SLIDE_MS = 200;
  const closeMenus = (except) => {
    for (const menu of document.querySelectorAll("details[data-lmhtx-menu][open]")) {
      if (menu !== except) menu.open = false;
    }
  };
  document.addEventListener("click", (event) => {
    const opener = event.target.closest?.("[data-lmhtx-dialog]");
    if (opener) {
      event.preventDefault();
      closeMenus();
      const dialog = document.getElementById(opener.dataset.lmhtxDialog);
      dialog.showModal();
      dialog.querySelector("input:not([type=hidden]), textarea, select")?.focus();
      return;
    }
    if (event.target.matches?.("dialog[open]")) event.target.close();
    closeMenus(event.target.closest?.("details[data-lmhtx-menu]"));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.querySelector("details[data-lmhtx-menu][open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    } else if (location.hash === "#menu") {
      location.hash = "#main";
      document.querySelector(".top-menu")?.focus();
    }
  });
  window.addEventListener("hashchange", () => {
    // What is still sliding in cannot take the focus.
    if (location.hash === "#menu") setTimeout(() => document.querySelector("#menu a")?.focus(), SLIDE_MS);
  });
  window.addEventListener("pageshow", () => {
    if (location.hash === "#menu") location.hash = "#main";
  });
})();
