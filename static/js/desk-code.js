// A square code that was photographed carries name and code behind the address: fills them in, sends nothing.
(() => {
  const told = new URLSearchParams(location.hash.slice(1));
  const form = document.querySelector("[data-lmhtx-desk-code]");
  if (!form || !told.has("ma")) return;
  if (form.elements.username) form.elements.username.value = told.get("nguoi") || "";
  form.elements.code.value = told.get("ma");
  history.replaceState(null, "", location.pathname);
  form.querySelector("button").focus();
})();
