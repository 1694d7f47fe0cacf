// The grid of a report on many tasks: a block pasted from a sheet fills it, Alt and the arrows move within a column.
(() => {
  "use strict";

  const CELLS = ["kind", "text", "percent", "paper"];
  const fold = (words) => words.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/gi, "d").trim().toLowerCase();
  const cellOf = (row, name) => row.querySelector(`[data-lmhtx-cell="${name}"]`);
  const rowsOf = (table) => [...table.tBodies[0].rows].filter((row) => cellOf(row, "text"));

  // Cells of a copied block: tabs between columns, lines between rows; a cell with a line break stands in quotes.
  const block = (words) => {
    const rows = [[""]];
    let isQuoted = false;
    for (let at = 0; at < words.length; at += 1) {
      const letter = words[at];
      const row = rows[rows.length - 1];
      const last = row.length - 1;
      if (letter === '"' && (isQuoted || row[last] === "")) {
        if (isQuoted && words[at + 1] === '"') {
          row[last] += '"';
          at += 1;
        } else isQuoted = !isQuoted;
      } else if (letter === "\t" && !isQuoted) row.push("");
      else if (letter === "\n" && !isQuoted) rows.push([""]);
      else if (letter !== "\r") row[last] += letter;
    }
    if (rows.length > 1 && rows[rows.length - 1].join("") === "") rows.pop();
    return rows;
  };

  const put = (cell, words) => {
    const said = words.trim();
    if (cell.type === "checkbox") cell.checked = !["", "0", "chua", "khong"].includes(fold(said));
    else if (cell.tagName === "SELECT") {
      const isEnd = /^(hoan thanh|xong|da xong)/.test(fold(said));
      cell.value = isEnd ? "completion" : "progress";
    } else cell.value = said;
    cell.dispatchEvent(new Event("input", { bubbles: true }));
  };

  document.addEventListener("paste", (event) => {
    const cell = event.target.closest?.("table.batch [data-lmhtx-cell]");
    const words = event.clipboardData?.getData("text/plain") || "";
    if (!cell || !/[\t\n]/.test(words.replace(/\r?\n$/, ""))) return;
    const cells = block(words);
    // Paragraphs pasted into one box stay in that box; only a block of cells, or one line for each row, spreads.
    const isHtmlTable = /<table/i.test(event.clipboardData.getData("text/html"));
    if (cells.every((row) => row.length === 1) && !isHtmlTable) return;
    event.preventDefault();
    const rows = rowsOf(cell.closest("table"));
    const first = rows.indexOf(cell.closest("tr"));
    const column = CELLS.indexOf(cell.dataset.lmhtxCell);
    cells.forEach((values, down) => {
      const row = rows[first + down];
      if (!row) return;
      values.forEach((value, right) => {
        const target = CELLS[column + right] && cellOf(row, CELLS[column + right]);
        if (target) put(target, value);
      });
    });
    const left = first + cells.length - rows.length;
    window.lmhtx?.say(left > 0 ? `Đã dán; ${left} dòng cuối của khối không có chỗ.` : `Đã dán ${cells.length} dòng.`, left > 0 ? "soon" : "done");
  });

  document.addEventListener("keydown", (event) => {
    const cell = event.target.closest?.("table.batch [data-lmhtx-cell]");
    if (!cell || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    if (!event.altKey) return;
    const rows = rowsOf(cell.closest("table"));
    const next = rows[rows.indexOf(cell.closest("tr")) + (event.key === "ArrowDown" ? 1 : -1)];
    if (!next) return;
    event.preventDefault();
    cellOf(next, cell.dataset.lmhtxCell).focus();
  });
})();
