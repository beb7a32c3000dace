// What the comments of a sample claim, made into checks. A comment behind a statement says its value: `theta; // (0.99, 0)`, or those of
// its parts: `solve(…); // theta (0.99, 0); certificate.holds is true`. Numbers with four decimals and more are rounded, others exact.

const NUMBER = /^-?(?:\d+(?:\.\d+)?|Infinity)$/;

function valueOf(text) {
  if (NUMBER.test(text)) return { number: Number(text), decimals: text.split('.')[1]?.length ?? 0 };
  if (/^(true|false|null)$/.test(text)) return { exact: JSON.parse(text) };
  if (/^'[^']*'$/.test(text)) return { exact: text.slice(1, -1) };
  if (/^[([].*[)\]]$/.test(text)) {
    const list = text.slice(1, -1).split(', ').map(valueOf);
    return list.every(Boolean) ? { list } : undefined;
  }
  if (/^\{ [\w, ]+ \}$/.test(text)) return { names: text.slice(2, -2).split(', ') };
  return undefined;
}

/** The claims of a comment; what is none of them is prose. */
export function claimsOf(comment) {
  return comment.split(/[;:] /).flatMap((part) => {
    const whole = valueOf(part);
    if (whole) return [{ path: [], value: whole }];
    const found = /^([A-Za-z][\w.]*) (?:is )?(.+)$/.exec(part), value = found && valueOf(found[2]);
    return value ? [{ path: found[1].split('.'), value }] : [];
  });
}

/** Whether a value is as it is claimed to be. */
export function agrees(value, claim) {
  if (claim.list) return value?.length === claim.list.length && claim.list.every((each, i) => agrees(value[i], each));
  if (claim.names) return claim.names.every((name) => name in value);
  if ('exact' in claim) return value === claim.exact;
  if (claim.number === Infinity) return value === Infinity;
  const allowed = claim.decimals < 4 ? 1e-9 * Math.max(1, Math.abs(claim.number)) : 0.5 * 10 ** -claim.decimals;
  return typeof value === 'number' && Math.abs(value - claim.number) <= allowed;
}

/**
 * A sample whose statements hand their values to `globalThis.claim(comment, value)`.
 * @param ts the compiler's own module, which reads the statements
 */
export function claiming(code, ts) {
  const file = ts.createSourceFile('sample.ts', code, ts.ScriptTarget.ES2022, true);
  let out = '', at = 0, count = 0;
  for (const statement of file.statements) {
    const from = statement.getStart(file), to = statement.end, comment = /^[ \t]*\/\/ (.+)/.exec(code.slice(to))?.[1];
    if (!comment || claimsOf(comment).length === 0) continue;
    count += 1;
    if (ts.isExpressionStatement(statement)) out += `${code.slice(at, from)}globalThis.claim(${JSON.stringify(comment)}, (${statement.expression.getText(file)}));`;
    else if (ts.isVariableStatement(statement)) {
      const names = statement.declarationList.declarations.map(({ name }) => name.getText(file));
      out += `${code.slice(at, to)}globalThis.claim(${JSON.stringify(comment)}, ${names[0]});`;
    } else throw new Error(`A comment claims something of “${statement.getText(file)}”`);
    at = to;
  }
  return { code: out + code.slice(at), count };
}
