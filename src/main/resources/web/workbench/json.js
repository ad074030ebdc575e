// JSON with numbers as they were sent: one that JavaScript would change, such as 12345678901234567890 or 1.50, is kept
// as JSON.rawJSON, which JSON.stringify writes back as it came.

export function parse(text) {
  return JSON.parse(text, (_, value, context) =>
    typeof value === 'number' && context && JSON.rawJSON && String(value) !== context.source
      ? JSON.rawJSON(context.source)
      : value);
}

/** The text of a number that was parsed, or of any other scalar. */
export function scalarText(value) {
  return JSON.isRawJSON?.(value) ? value.rawJSON : String(value);
}

export function isObject(value) {
  return value !== null && typeof value === 'object' && !JSON.isRawJSON?.(value);
}

export function pretty(value) {
  return JSON.stringify(value ?? null, null, 2);
}

/** The lines of both texts, each with whether the other lacks it: a longest common subsequence, of at most 400 lines. */
export function compareLines(before, after) {
  const a = before.split('\n');
  const b = after.split('\n');
  if (a.length > 400 || b.length > 400) {
    const mark = (lines, other) => lines.map(text => ({ text, changed: !other.has(text) }));
    return [mark(a, new Set(b)), mark(b, new Set(a))];
  }
  const length = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      length[i][j] = a[i] === b[j] ? length[i + 1][j + 1] + 1 : Math.max(length[i + 1][j], length[i][j + 1]);
    }
  }
  const left = [];
  const right = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      left.push({ text: a[i++], changed: false });
      right.push({ text: b[j++], changed: false });
    } else if (j >= b.length || (i < a.length && length[i + 1][j] >= length[i][j + 1])) {
      left.push({ text: a[i++], changed: true });
    } else {
      right.push({ text: b[j++], changed: true });
    }
  }
  return [left, right];
}
