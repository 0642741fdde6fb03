/** What Go's templates would say at once: an action, a comment or a text in an action that does not end. The rest is opaque here. */
export function templateProblem(template: string): string | undefined {
  const actions =
    /\{\{(?:-\s)?\s*(?:\/\*[\s\S]*?\*\/|(?:"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)*'|\}(?!\})|[^"`'}])*?)\s*\}\}/y;
  for (let at = template.indexOf('{{'); at >= 0; at = template.indexOf('{{', actions.lastIndex)) {
    actions.lastIndex = at;
    const action = actions.exec(template)?.[0];
    if (action === undefined) return `the action at ${JSON.stringify(template.slice(at, at + 20))} is not closed`;
    if (/^\{\{-?\s*-?\}\}$/.test(action)) return 'an action is empty';
  }
  return undefined;
}
