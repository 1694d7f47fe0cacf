// The keyboard and the mouse in registers: open, walk, tick; the address always tells what is seen.
(() => {
  const isTyping = (target) => target.matches?.("input:not([type=checkbox]), textarea, select, [contenteditable]");
  const rows = () => [...document.querySelectorAll("tr[data-lmhtx-open]")];
  const at = () => document.querySelector("tr[data-lmhtx-at]");

  const stand = (row) => {
    at()?.removeAttribute("data-lmhtx-at");
    if (!row) return;
    row.setAttribute("data-lmhtx-at", "");
    row.scrollIntoView({ block: "nearest" });
  };
  const step = (by) => {
    const all = rows();
    const now = all.indexOf(at());
    stand(all[now < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(now + by, 0), all.length - 1)]);
  };
  const open = (row, inNewTab) => {
    const address = row.dataset.lmhtxOpen;
    if (!address) return;
    if (inNewTab) window.open(address, "_blank", "noopener");
    else location.assign(address);
  };
  const countTicks = () => {
    const bar = document.querySelector("[data-lmhtx-bulk]");
    if (!bar) return;
    const ticked = document.querySelectorAll("input[name=ids]:checked").length;
    bar.classList.toggle("is-on", ticked > 0);
    bar.querySelector("[data-lmhtx-bulk-count]").textContent = `Đã chọn ${ticked} dòng`;
  };

  document.addEventListener("click", (event) => {
    const row = event.target.closest?.("tr[data-lmhtx-open]");
    if (!row || event.target.closest("a, button, input, label, summary, select, .tick")) return;
    if (window.getSelection()?.toString()) return;
    open(row, event.ctrlKey || event.metaKey);
  });
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") return search(event);
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (document.querySelector("dialog[open]")) return;
    if (event.key === "/") search(event);
    else if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "Enter" && at() && !event.target.closest("a, button, summary")) open(at());
    else if (event.key === "x") at()?.querySelector("input[name=ids]")?.click();
  });
  const search = (event) => {
    event.preventDefault();
    const box = document.querySelector("[data-lmhtx-search]");
    box?.focus();
    box?.select();
  };

  document.addEventListener("change", (event) => {
    if (event.target.matches?.("[data-lmhtx-tick-all]")) {
      for (const box of document.querySelectorAll("input[name=ids]")) box.checked = event.target.checked;
    }
    if (event.target.matches?.("[data-lmhtx-tick-all], input[name=ids]")) countTicks();
  });
  document.addEventListener("htmx:afterSettle", countTicks);

  // Filters: empty values stay out of the address, the order chosen by heading stays in it.
  document.addEventListener("htmx:configRequest", (event) => {
    const { elt, formData } = event.detail;
    if (!elt.matches?.("form[data-lmhtx-sieve]")) return;
    for (const [name, value] of [...formData]) if (value === "") formData.delete(name);
    const order = new URLSearchParams(location.search).get("sort");
    if (order) formData.set("sort", order);
  });
  // A chip taken off must also leave the filter form.
  document.addEventListener("htmx:pushedIntoHistory", () => {
    const wanted = new URLSearchParams(location.search);
    for (const field of document.querySelector("form[data-lmhtx-sieve]")?.elements || []) {
      if (!field.name || field === document.activeElement) continue;
      if (field.type === "checkbox" || field.type === "radio") field.checked = wanted.getAll(field.name).includes(field.value);
      else if (field.multiple) for (const option of field.options) option.selected = wanted.getAll(field.name).includes(option.value);
      else field.value = wanted.get(field.name) || "";
    }
    const exporter = document.querySelector("[data-lmhtx-export]");
    wanted.set("xuat", "xlsx");
    if (exporter) exporter.search = wanted;
  });
  document.addEventListener("submit", (event) => {
    const query = event.target.querySelector?.("[name=query]");
    if (query && event.target.matches("[data-lmhtx-saves-view]")) query.value = location.search.slice(1);
  }, true);
})();
