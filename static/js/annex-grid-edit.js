// Opens a cell for typing. Unikey rewrites what it typed (backspace, insert, composition): nothing is read before
// the cell is closed, so the words arrive whole and once.
(() => {
  "use strict";

  const { rows: acts, values, element } = window.annexGrid;

  function createEditor({ store, view, addresses, say }) {
    let open = null;

    function fit(box) {
      box.rows = 1;
      while (box.scrollHeight > box.clientHeight + 2 && box.rows < 24) box.rows += 1;
    }

    function start(key, cell, { typed = null } = {}) {
      const td = view.cellAt(key, cell);
      const current = store.rows[acts.place(store.rows, key)];
      if (!td || !current) return;
      if (open) finish();
      open = { key, cell: td.dataset.cell, box: element("textarea", "annex-editor"), isTouched: typed === null };
      const { box } = open;
      open.before = values.typedValue(current, open.cell);
      box.value = typed === null ? open.before : typed;
      box.setAttribute("aria-label", td.dataset.label || "Tên nhóm");
      box.spellcheck = false;
      view.cellAt(key, open.cell).replaceChildren(box);
      td.classList.add("is-open");
      fit(box);
      box.focus();
      box.setSelectionRange(box.value.length, box.value.length);
      box.addEventListener("input", () => {
        if (open?.box === box) open.isTouched = true;
        fit(box);
      });
      box.addEventListener("blur", () => setTimeout(() => { if (open?.box === box) finish({ stay: true }); }));
    }

    // The words typed so far, for a draft saved while the cell is still open; the cell itself is left alone.
    function pending() {
      if (!open || open.box.value === open.before) return null;
      const read = values.readValue(open.cell, open.box.value);
      return read.values ? { key: open.key, values: read.values } : null;
    }

    function close() {
      const { key, cell } = open;
      open = null;
      view.forget(key);
      view.draw(store.rows);
      return { key, cell };
    }

    // false when what was typed cannot be understood and the cell stays open.
    function finish({ stay = false } = {}) {
      if (!open) return true;
      const { key, cell, box, before, isTouched } = open;
      // A key that opened the cell and typed nothing must not empty it.
      if (box.value === before || !isTouched) {
        close();
        return true;
      }
      const read = values.readValue(cell, box.value);
      if (read.wrong) {
        say(read.wrong, "danger");
        box.setAttribute("aria-invalid", "true");
        if (stay) cancel();
        return false;
      }
      close();
      write(key, cell, read.values);
      return true;
    }

    function write(key, cell, read) {
      let { rows } = store;
      for (const [name, value] of Object.entries(read)) rows = acts.setCell(rows, key, name, value);
      store.setRows(rows, { key, cell });
      if (cell === "deadline") askDates(key, read.deadline);
    }

    // The server reads the words of a deadline as it read the paper's.
    async function askDates(key, words) {
      const { year, issued_on: issued } = store.draft.document;
      const query = new URLSearchParams({ words, year: year || "", issued_on: issued || "" });
      try {
        const answer = await fetch(`${addresses.deadline}?${query}`, { headers: { Accept: "application/json" } });
        if (!answer.ok) throw new Error(String(answer.status));
        const told = await answer.json();
        const current = store.rows[acts.place(store.rows, key)];
        if (!current || current.deadline !== words) return;
        store.amend({ ...store.draft, rows: acts.setDates(store.rows, key, told) });
      } catch {
        say("Chưa tính lại được ngày từ chữ của thời hạn. Hãy gõ ngày vào ô Hạn, hoặc sửa lại ô Thời hạn khi có mạng.", "danger");
      }
    }

    function cancel() {
      if (!open) return;
      const { key, cell } = close();
      view.focus(key, cell);
    }

    function clear(key, cell) {
      const read = values.readValue(cell, "");
      write(key, cell, read.values);
      view.focus(key, cell);
    }

    return {
      start, finish, cancel, clear, pending, askDates,
      get isOpen() { return open !== null; },
      get box() { return open?.box || null; },
      get at() { return open ? { key: open.key, cell: open.cell } : null; },
      drop() { if (open) close(); },
    };
  }

  window.annexGrid.createEditor = createEditor;
})();
