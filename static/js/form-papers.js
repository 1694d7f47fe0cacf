// Papers of a yearly form on a phone: photographs shrunk, files sent one by one, and sent again when the network is back.
(() => {
  const LONGEST_PX = 2000;
  const LARGE_BYTES = 700_000;
  const QUALITY = 0.82;
  const AGAIN_MS = 4000;
  const form = document.querySelector("form[data-lmhtx-papers]");
  if (!form) return;
  const field = form.querySelector("input[type=file]");
  const mark = form.querySelector("[data-lmhtx-sent]");
  const list = document.querySelector("[data-lmhtx-paper-list]");
  const waiting = [];
  let isSending = false;
  let count = 0;

  // A photograph of a sheet stays readable at this size and takes a tenth of the time on a slow network.
  const shrunk = async (file) => {
    if (!file.type.startsWith("image/") || file.size < LARGE_BYTES) return file;
    try {
      const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
      const scale = Math.min(1, LONGEST_PX / Math.max(picture.width, picture.height));
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(picture.width * scale);
      canvas.height = Math.round(picture.height * scale);
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      const body = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
      return body && body.size < file.size ? new File([body], `${file.name.replace(/\.[^.]*$/, "")}.jpg`, { type: "image/jpeg" }) : file;
    } catch {
      // What the browser cannot draw (an iPhone's HEIC) goes as it is; the server says what it takes.
      return file;
    }
  };

  const post = async ({ file, figure }) => {
    const data = new FormData();
    data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    data.set("figure", figure);
    data.set("paper", file);
    return fetch(form.action, { method: "POST", body: data, redirect: "manual", headers: { "HX-Request": "true" } });
  };

  const reason = (answer) => {
    try {
      return JSON.parse(answer.headers.get("HX-Trigger") || "{}")["lmhtx:say"]?.message || "";
    } catch {
      return "";
    }
  };

  const send = async () => {
    if (isSending) return;
    isSending = true;
    const faults = [];
    while (waiting.length) {
      const [one] = waiting;
      mark.textContent = `Đang gửi ${count - waiting.length + 1}/${count}: ${one.file.name}`;
      let answer;
      try {
        one.file = await shrunk(one.file);
        answer = await post(one);
      } catch {
        mark.textContent = `Mất mạng; còn ${waiting.length} tệp, sẽ tự gửi tiếp khi có mạng lại. Đừng đóng trang.`;
        isSending = false;
        setTimeout(send, AGAIN_MS);
        return;
      }
      waiting.shift();
      if (answer.ok) list.innerHTML = await answer.text();
      else if (answer.type === "opaqueredirect" || answer.status === 403) faults.push("Phiên làm việc đã hết; hãy đăng nhập lại rồi chọn tệp lần nữa");
      else faults.push(reason(answer) || `${one.file.name} chưa gửi được, hãy chọn lại tệp này`);
    }
    mark.textContent = faults.length ? faults.join(" ") : "Đã gửi xong.";
    count = 0;
    isSending = false;
  };

  const take = () => {
    for (const file of field.files) waiting.push({ file, figure: form.elements.figure.value });
    count += field.files.length;
    field.value = "";
    field.dispatchEvent(new Event("change", { bubbles: true }));
    if (waiting.length) send();
  };

  form.querySelector("[data-lmhtx-send]").hidden = true;
  field.addEventListener("change", () => field.files.length && take());
  window.addEventListener("online", send);
  window.addEventListener("beforeunload", (event) => waiting.length && event.preventDefault());
})();
