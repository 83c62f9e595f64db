// Finds the number whose SHA-256 together with the salt is the challenge.
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

onmessage = async ({ data: { algorithm, challenge, maxNumber, salt, signature } }) => {
  const encoder = new TextEncoder();
  const start = salt.endsWith("&") ? salt : `${salt}&`;
  for (let number = 0; number <= maxNumber; number += 1) {
    const hash = await crypto.subtle.digest(algorithm, encoder.encode(start + number));
    if (hex(new Uint8Array(hash)) === challenge) {
      postMessage({ algorithm, challenge, number, salt, signature });
      return;
    }
  }
  throw new Error("no number fits");
};
