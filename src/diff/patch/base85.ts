const alphabet =
  "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~";

const BYTES_A_LINE = 52;

/**
 * Writes bytes as git's binary patches do: lines of up to 52 bytes, each with its length as a letter
 * (A-Z for 1-26, a-z for 27-52), then five digits of base 85 for every four bytes, zeros filling the last.
 */
export function encodeBase85Lines(bytes: Uint8Array): string {
  let text = "";
  for (let start = 0; start < bytes.length; start += BYTES_A_LINE) {
    const line = bytes.subarray(start, start + BYTES_A_LINE);
    text += `${lengthLetter(line.length)}${encodeBase85(line)}\n`;
  }
  return text;
}

function lengthLetter(length: number): string {
  return String.fromCharCode(length <= 26 ? 64 + length : 96 + length - 26);
}

function encodeBase85(bytes: Uint8Array): string {
  let text = "";
  for (let start = 0; start < bytes.length; start += 4) {
    let value = 0;
    for (let index = start; index < start + 4; index += 1)
      value = value * 256 + (bytes[index] ?? 0);
    let digits = "";
    for (let digit = 0; digit < 5; digit += 1) {
      digits = (alphabet[value % 85] ?? "") + digits;
      value = Math.floor(value / 85);
    }
    text += digits;
  }
  return text;
}
