import { grouped } from '../../kernel/grouped.ts';
import type { SeverityLevel, SeverityScale } from '../../model/severity.ts';
import { URGENCY_TEXTS } from '../../receivers/urgency-texts.ts';

type Text = (typeof URGENCY_TEXTS)[keyof typeof URGENCY_TEXTS];

/** What each service calls the levels of the estate, a template each. */
export function urgencyTemplates(scale: SeverityScale): string {
  return Object.entries(URGENCY_TEXTS)
    .map(([name, text]) => `{{ define "${name}" }}${whileItLasts(text, choice(scale, text))}{{ end }}\n`)
    .join('');
}

function whileItLasts(text: Text, firing: string): string {
  return 'over' in text ? `{{ if eq .Status "firing" }}${firing}{{ else }}${text.over}{{ end }}` : firing;
}

/** Levels that come to one text are asked for together; all that is left is a ticket's. */
function choice({ levels }: SeverityScale, text: Text): string {
  const pages = levels.filter(({ to }) => to === 'page');
  const textOf = (level: SeverityLevel): string =>
    level.to === 'page' ? (text.pages[pages.indexOf(level)] ?? text.pages.at(-1) ?? text.ticket) : text[level.to];
  const others = grouped(
    levels.filter((level) => textOf(level) !== text.ticket),
    textOf,
  );
  const cases = [...others].map(
    ([said, ones]) => `if eq .CommonLabels.severity ${ones.map(({ name }) => quoted(name)).join(' ')} }}${said}`,
  );
  return cases.length === 0 ? text.ticket : `{{ ${cases.join('{{ else ')}{{ else }}${text.ticket}{{ end }}`;
}

function quoted(name: string): string {
  return JSON.stringify(name);
}
