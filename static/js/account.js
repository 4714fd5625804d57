// Passkeys: shows their buttons where the browser can use them, and says so when one did not work.
"use strict";

const PASSKEY_BUTTONS = ["passkey_login", "mfa_webauthn_authenticate", "mfa_webauthn_add"];

document.addEventListener("DOMContentLoaded", () => {
  if (!window.PublicKeyCredential) return;
  for (const id of PASSKEY_BUTTONS) {
    const button = document.getElementById(id);
    if (button) button.hidden = false;
  }
});

document.addEventListener("allauth.error", (event) => {
  const trouble = document.getElementById("passkey_trouble");
  if (!trouble) return;
  event.preventDefault();
  trouble.hidden = false;
});
