// The keyboard of the grid: moving about, opening cells, and the acts on rows.
(() => {
  "use strict";

  const { rows: acts } = window.annexGrid;
  const isWord = (event) => event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
  const isComposing = (event) => event.isComposing || event.keyCode === 229;

  function createKeys({ store, view, editor, say, help }) {
    const cellsOf = (row) => (row.is_group ? ["text"] : acts.CELLS);
    const at = () => acts.place(store.rows, view.focused.key);

    function step(down, right) {
      const { rows } = store;
      const index = at();
      if (index < 0) return;
      const cells = cellsOf(rows[index]);
      const column = cells.indexOf(view.focused.cell);
      if (right) {
        const next = column + right;
        if (next >= 0 && next < cells.length) view.focus(rows[index].key, cells[next]);
        return;
      }
      const target = rows[Math.max(0, Math.min(rows.length - 1, index + down))];
      view.focus(target.key, view.focused.cell);
    }

    // Tab runs through the cells as one reads, from the last of a row to the first of the next.
    function tab(back) {
      const { rows } = store;
      const index = at();
      const cells = cellsOf(rows[index]);
      const column = Math.max(cells.indexOf(view.focused.cell), 0) + (back ? -1 : 1);
      if (column >= 0 && column < cells.length) {
        view.focus(rows[index].key, cells[column]);
        return true;
      }
      const next = rows[index + (back ? -1 : 1)];
      if (!next) return false;
      const others = cellsOf(next);
      view.focus(next.key, back ? others[others.length - 1] : others[0]);
      return true;
    }

    function nextOpen() {
      const { rows } = store;
      const from = at();
      for (let turn = 0; turn <= rows.length; turn += 1) {
        const row = rows[(from + turn) % rows.length];
        const cells = cellsOf(row).filter((cell) => acts.isOpen(row, cell));
        const left = turn ? cells : cells.filter((cell) => cellsOf(row).indexOf(cell) > cellsOf(row).indexOf(view.focused.cell));
        if (left.length) {
          view.focus(row.key, left[0]);
          return;
        }
      }
      say("Không còn điểm nào cần xem.", "done");
    }

    function change(result) {
      const { key, cell } = view.focused;
      const rows = result.rows || result;
      store.setRows(rows, { key, cell });
      view.focus(result.key || key, cell);
    }

    function split() {
      const { box, at: place } = editor.isOpen ? editor : {};
      if (!box || !["text", "product"].includes(place.cell)) {
        say("Để tách dòng: mở ô Nhiệm vụ bằng Enter, đặt con trỏ vào chỗ tách rồi bấm Ctrl+Enter.", "info");
        return;
      }
      const [caret, words] = [box.selectionStart, box.value];
      editor.drop();
      const result = acts.split(store.rows, place.key, place.cell, caret, words);
      store.setRows(result.rows, { key: place.key, cell: place.cell });
      view.focus(result.key, place.cell);
    }

    function merge() {
      const index = at();
      if (index < 1) return;
      const above = store.rows[index - 1].key;
      change({ rows: acts.merge(store.rows, view.focused.key), key: above });
    }

    function travel(forward) {
      const index = Math.max(at(), 0);
      const place = forward ? store.redo() : store.undo();
      if (!place) {
        say(forward ? "Không còn bước nào để làm lại." : "Không còn bước nào để hoàn tác.", "info");
        return;
      }
      // The row of the step may be gone with it: then the row that stands there now takes the focus.
      const key = place.key || view.focused.key;
      const there = acts.place(store.rows, key) < 0 ? store.rows[Math.min(index, store.rows.length - 1)]?.key : key;
      view.focus(there, place.cell || view.focused.cell);
    }

    const confirm = (cell) => change(acts.confirm(store.rows, view.focused.key, cell));
    const cellHere = () => (store.rows[at()]?.is_group ? "text" : view.focused.cell);
    const ACTS = {
      undo: () => travel(false),
      redo: () => travel(true),
      split,
      merge,
      add: () => change(acts.addAfter(store.rows, view.focused.key)),
      remove: () => change(acts.remove(store.rows, view.focused.key)),
      up: () => change(acts.move(store.rows, view.focused.key, -1)),
      down: () => change(acts.move(store.rows, view.focused.key, 1)),
      indent: () => change(acts.indent(store.rows, view.focused.key, 1)),
      outdent: () => change(acts.indent(store.rows, view.focused.key, -1)),
      group: () => change(acts.toggleGroup(store.rows, view.focused.key)),
      confirmCell: () => confirm(cellHere()),
      confirmRow: () => confirm(null),
      confirmUndoubted: () => change(acts.confirmUndoubted(store.rows)),
      nextOpen,
      help,
    };

    function nameOf(event) {
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      const parts = [event.ctrlKey || event.metaKey ? "Ctrl" : "", event.altKey ? "Alt" : "", event.shiftKey ? "Shift" : ""];
      return [...parts.filter(Boolean), key].join("+");
    }

    const ALWAYS = {
      "Ctrl+Enter": "split", "Ctrl+m": "merge", "Alt+Enter": "add", "Ctrl+Delete": "remove", "Alt+ArrowUp": "up",
      "Alt+ArrowDown": "down", "Alt+ArrowRight": "indent", "Alt+ArrowLeft": "outdent", "Ctrl+g": "group",
      F8: "nextOpen", F9: "confirmCell", "Shift+F9": "confirmRow", F1: "help",
    };
    const CLOSED = { "Ctrl+z": "undo", "Ctrl+y": "redo", "Ctrl+Shift+z": "redo", "?": "help", "Shift+?": "help" };
    const MOVES = {
      ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], PageUp: [-10, 0], PageDown: [10, 0],
      "Ctrl+Home": [-9999, 0], "Ctrl+End": [9999, 0],
    };

    function stop(event) {
      event.preventDefault();
      event.stopPropagation();
    }

    function run(name) {
      if (editor.isOpen && name !== "split" && !editor.finish()) return;
      ACTS[name]();
    }

    function inOpenCell(event, name) {
      if (name === "Escape") {
        stop(event);
        editor.cancel();
      } else if (name === "Enter" || name === "Tab" || name === "Shift+Tab") {
        stop(event);
        const { key, cell } = editor.at;
        if (!editor.finish()) return;
        view.focus(key, cell);
        if (name === "Enter") step(1, 0);
        else tab(name !== "Tab");
      }
    }

    function inClosedCell(event, name) {
      const { key, cell } = view.focused;
      if (CLOSED[name]) {
        stop(event);
        ACTS[CLOSED[name]]();
      } else if (MOVES[name]) {
        stop(event);
        step(...MOVES[name]);
      } else if (name === "Home" || name === "End") {
        stop(event);
        const cells = cellsOf(store.rows[at()]);
        view.focus(key, name === "Home" ? cells[0] : cells[cells.length - 1]);
      } else if (name === "Tab" || name === "Shift+Tab") {
        if (tab(name !== "Tab")) stop(event);
      } else if (name === "Enter" || name === "F2") {
        stop(event);
        editor.start(key, cell);
      } else if (name === "Delete" || name === "Backspace") {
        stop(event);
        editor.clear(key, cell);
      } else if (name === " " && cell === "targets") {
        stop(event);
        view.table.dispatchEvent(new CustomEvent("annex:tick", { detail: { key, index: 0 } }));
      } else if (isWord(event) || isComposing(event)) {
        // The letter itself falls into the box that opens; nothing is inserted here, or Unikey would double it.
        editor.start(key, cell, { typed: "" });
      }
    }

    view.table.addEventListener("keydown", (event) => {
      if (event.target.matches("input, select, button, a")) return;
      const name = nameOf(event);
      if (editor.isOpen && isComposing(event)) return;
      if (ALWAYS[name]) {
        stop(event);
        run(ALWAYS[name]);
      } else if (editor.isOpen) {
        inOpenCell(event, name);
      } else {
        inClosedCell(event, name);
      }
    });

    return { run };
  }

  window.annexGrid.createKeys = createKeys;
})();
