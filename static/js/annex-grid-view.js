// Draws the rows of the grid and keeps one cell in focus; only rows that changed are drawn again.
(() => {
  "use strict";

  const HEADS = {
    stt: "STT", text: "Nhiệm vụ", lead: "Chủ trì", partners: "Phối hợp", deadline: "Thời hạn", start: "Từ ngày",
    end: "Hạn", product: "Sản phẩm", targets: "Chỉ tiêu", people: "Người",
  };
  const MARKS = {
    doubt: "M12 9v4M12 16.5v.01M10.3 3.9 1.8 18a2 2 0 0 0 1.7 3h17a2 2 0 0 0 1.7-3L13.7 3.9a2 2 0 0 0-3.4 0Z",
    scan: "M3 7V5a2 2 0 0 1 2-2h2M17 3h2a2 2 0 0 1 2 2v2M21 17v2a2 2 0 0 1-2 2h-2M7 21H5a2 2 0 0 1-2-2v-2M7 12h10",
    unknown: "M9.1 9a3 3 0 0 1 5.8 1c0 2-3 2.500-3 4M12 17.500v.01M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0",
  };
  const MARK_WORDS = { doubt: "Điểm cần xem", scan: "Chữ đọc bằng máy, chưa xác nhận", unknown: "Tên chưa có trong danh bạ" };
  const { rows: acts, values } = window.annexGrid;

  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function mark(kind) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const attributes = { class: `annex-mark is-${kind}`, viewBox: "0 0 24 24", fill: "none", stroke: "currentColor", role: "img" };
    for (const [name, value] of Object.entries(attributes)) svg.setAttribute(name, value);
    const title = document.createElementNS(svg.namespaceURI, "title");
    title.textContent = MARK_WORDS[kind];
    const path = document.createElementNS(svg.namespaceURI, "path");
    path.setAttribute("d", MARKS[kind]);
    svg.append(title, path);
    return svg;
  }

  function createView(table, knownNames) {
    const body = table.tBodies[0];
    const drawn = new Map();
    let focused = { key: "", cell: "text" };

    const isUnknown = (name) => knownNames.get(name) === null;
    const names = (text) => (text || "").split(/[;\n]/).map((name) => name.trim()).filter(Boolean);

    function fillNames(td, text) {
      names(text).forEach((name) => {
        const known = knownNames.get(name);
        const part = element("span", `annex-name${known && known.is_ours ? " is-ours" : ""}`, name);
        if (isUnknown(name)) part.append(" ", mark("unknown"));
        td.append(part);
      });
    }

    function fillTargets(td, row) {
      (row.targets || []).forEach((one, index) => {
        const line = element("label", "annex-target");
        const box = element("input", "form-check-input");
        box.type = "checkbox";
        box.checked = one.ticked;
        box.tabIndex = -1;
        box.dataset.target = index;
        line.append(box, values.shownTarget(one));
        td.append(line);
      });
    }

    function cellOf(row, cell) {
      const td = element("td", `annex-cell is-${cell}`);
      Object.assign(td.dataset, { cell, label: HEADS[cell] });
      td.tabIndex = -1;
      td.setAttribute("role", "gridcell");
      if (cell === "lead" || cell === "partners") fillNames(td, row[cell]);
      else if (cell === "targets") fillTargets(td, row);
      else td.textContent = values.typedValue(row, cell);
      if (cell === "text" && row.level) td.dataset.level = row.level;
      if (cell === "deadline" && !row.end && row.deadline) td.classList.add("has-no-day");
      const place = acts.asSeen(cell);
      if (cell === place && acts.openDoubts(row, cell).length) {
        td.classList.add("is-doubted");
        td.append(mark("doubt"));
      } else if ((row.ocr || []).includes(place)) {
        td.classList.add("is-scanned");
      }
      return td;
    }

    function handleOf(row, number) {
      const th = element("th", "annex-handle");
      th.scope = "row";
      const kind = acts.openDoubts(row).length ? "doubt" : (row.ocr || []).length ? "scan" : "";
      th.append(kind ? mark(kind) : element("span", "annex-number", number));
      if (row.page) th.title = `Trang ${row.page}`;
      return th;
    }

    function rowOf(row, number) {
      const tr = element("tr", row.is_group ? "annex-band" : "annex-row");
      tr.dataset.key = row.key;
      tr.setAttribute("role", "row");
      tr.append(handleOf(row, number));
      if (row.is_group) {
        const td = cellOf(row, "text");
        td.colSpan = acts.CELLS.length;
        tr.append(td);
      } else {
        acts.CELLS.forEach((cell) => tr.append(cellOf(row, cell)));
      }
      return tr;
    }

    function cellAt(key, cell) {
      const tr = drawn.get(key)?.tr;
      return tr?.querySelector(`[data-cell="${cell}"]`) || tr?.querySelector("[data-cell]") || null;
    }

    // Columns that hold nothing anywhere stay narrow, so that the words get the room.
    function narrow(rows) {
      for (const cell of ["stt", "product", "targets", "people", "start"]) {
        const isEmpty = rows.every((row) => row.is_group || !(cell === "targets" ? row.targets?.length : row[cell]));
        table.classList.toggle(`has-no-${cell}`, isEmpty);
      }
    }

    // `spare` is a row with an open box in it: drawing it anew would take the box away under the typing hand.
    function draw(rows, { all = false, spare = "" } = {}) {
      let number = 0;
      const kept = new Set();
      rows.forEach((row, index) => {
        if (!row.is_group) number += 1;
        const former = drawn.get(row.key);
        let tr = former?.tr;
        if (tr && row.key === spare) {
          former.row = null;
        } else if (all || !former || former.row !== row || former.number !== number) {
          tr = rowOf(row, row.is_group ? "" : number);
          former?.tr.replaceWith(tr);
          drawn.set(row.key, { row, tr, number });
        }
        if (body.children[index] !== tr) body.insertBefore(tr, body.children[index] || null);
        kept.add(row.key);
      });
      for (const [key, { tr }] of drawn) {
        if (kept.has(key)) continue;
        tr.remove();
        drawn.delete(key);
      }
      narrow(rows);
    }

    function focus(key, cell, { quietly = false } = {}) {
      const td = cellAt(key, cell);
      if (!td) return;
      table.querySelectorAll('[tabindex="0"]').forEach((other) => { other.tabIndex = -1; });
      table.querySelectorAll(".is-current").forEach((other) => other.classList.remove("is-current"));
      td.tabIndex = 0;
      td.parentElement.classList.add("is-current");
      const isNew = focused.key !== key || focused.cell !== cell;
      focused = { key, cell };
      if (!quietly) td.focus();
      if (isNew || quietly) table.dispatchEvent(new CustomEvent("annex:focus", { detail: { ...focused } }));
    }

    return {
      table, draw, focus, cellAt, names, isUnknown,
      // The row is drawn anew even though its values are the same: a box stood in one of its cells.
      forget(key) { if (drawn.has(key)) drawn.get(key).row = null; },
      get focused() { return focused; },
    };
  }

  Object.assign(window.annexGrid, { createView, element, mark, HEADS });
})();
