// Passkeys: makes one, or shows one, through the browser's own dialog; the form then goes its usual way.
(() => {
  const WORDS = {
    NotAllowedError: "Chưa xác nhận được: hết giờ, hoặc đã bấm bỏ. Hãy thử lại.",
    InvalidStateError: "Máy này đã có khóa truy cập của tài khoản.",
    SecurityError: "Địa chỉ trang này không dùng được khóa truy cập; cần https.",
    NotSupportedError: "Trình duyệt hoặc máy này không có khóa truy cập.",
  };
  const OTHER = "Không dùng được khóa truy cập lúc này. Hãy dùng cách khác.";
  const isAble = Boolean(window.PublicKeyCredential && navigator.credentials);

  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
  const named = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

  const made = async ({ publicKey }) => {
    const key = await navigator.credentials.create({
      publicKey: {
        ...publicKey,
        challenge: bytes(publicKey.challenge),
        user: { ...publicKey.user, id: bytes(publicKey.user.id) },
        excludeCredentials: named(publicKey.excludeCredentials),
      },
    });
    return {
      type: key.type, id: key.id, rawId: text(key.rawId),
      response: {
        clientDataJSON: text(key.response.clientDataJSON),
        attestationObject: text(key.response.attestationObject),
        transports: key.response.getTransports?.() || [],
      },
      clientExtensionResults: key.getClientExtensionResults(),
    };
  };

  const shown = async ({ publicKey }) => {
    const key = await navigator.credentials.get({
      publicKey: {
        ...publicKey,
        challenge: bytes(publicKey.challenge),
        allowCredentials: named(publicKey.allowCredentials),
      },
    });
    const { response } = key;
    return {
      type: key.type, id: key.id, rawId: text(key.rawId),
      response: {
        clientDataJSON: text(response.clientDataJSON),
        authenticatorData: text(response.authenticatorData),
        signature: text(response.signature),
        userHandle: response.userHandle ? text(response.userHandle) : null,
      },
      clientExtensionResults: key.getClientExtensionResults(),
    };
  };

  const tell = (form, words) => {
    const place = form.querySelector("[data-lmhtx-passkey-fault]");
    place.textContent = words;
    place.hidden = !words;
    if (words) window.lmhtx.unlock?.(form);
  };

  // Fills the form with what `ask` gives and sends it; a refusal of the browser is told in words.
  const send = async (form, ask) => {
    tell(form, "");
    try {
      form.elements.credential.value = JSON.stringify(await ask());
    } catch (error) {
      tell(form, error.words || WORDS[error.name] || OTHER);
      return;
    }
    if (form.closest("dialog")) form.requestSubmit();
    else form.submit();
  };

  const asked = async (address) => {
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    const told = await answer.json();
    if (!answer.ok) throw Object.assign(new Error(told.reason), { words: told.reason });
    return told.request_options || told;
  };

  const start = () => {
    for (const form of document.querySelectorAll("[data-lmhtx-passkey-make]")) {
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        if (!isAble) tell(form, WORDS.NotSupportedError);
        else send(form, () => made(JSON.parse(form.dataset.lmhtxPasskeyMake)));
      });
    }
    for (const form of document.querySelectorAll("[data-lmhtx-passkey-ask], [data-lmhtx-passkey-show]")) {
      const go = form.querySelector("[data-lmhtx-passkey-go]");
      if (!go || !isAble) continue;
      go.hidden = false;
      const { lmhtxPasskeyAsk: address, lmhtxPasskeyShow: options } = form.dataset;
      go.addEventListener("click", (event) => {
        // The form is sent once the key has answered, not by the click itself.
        event.preventDefault();
        send(form, async () => shown(options ? JSON.parse(options) : await asked(address)));
      });
    }
  };
  start();
})();
