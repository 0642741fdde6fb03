import { describe, expect, it } from 'vitest';
import { parseTemplate } from '../../../../src/check/template/parse.ts';
import { calls, labelsRead, readsValue } from '../../../../src/check/template/reads.ts';

describe('the mistakes of a template', () => {
  it.each([
    ['{{ $value | humanise }}', 'humanise', 'did you mean humanize?'],
    ['{{ $label.x }}', '$label', 'did you mean $labels?'],
    ['{{ $value', '{{ $value', 'close it with }}'],
    ['a {{ if $value }} b', '{{ if $value }}', 'close it with {{ end }}'],
    ['{{ instance }}', 'instance', 'for a label write $labels.x'],
    ['{{ $value | 1 }}', '{{ $value | 1 }}', 'write a function, such as humanize'],
    ['{{ "x }}', '"x }}', 'end it with "'],
  ])('%s', (text, part, fix) => {
    const [problem, ...more] = parseTemplate(text).problems;
    expect([text.slice(problem?.from, problem?.to), problem?.fix, more]).toEqual([part, fix, []]);
  });
});

it('parentheses without end are told, quickly', () => {
  const deep = `{{ ${'('.repeat(50_000)}1${')'.repeat(50_000)} }}`;
  expect(parseTemplate(deep).problems.map(({ message }) => message)).toEqual(['Parentheses nest too deeply']);
  expect(parseTemplate(`{{ ${'(1) '.repeat(20_000)} }}`).problems).toEqual([]);
});

describe('what a template reads', () => {
  it.each([
    ['{{ $labels.a }}{{ .Labels.b }}{{ $.Labels.c }}{{ index $labels "d-e" }}', ['a', 'b', 'c', 'd-e']],
    ['{{ range query "up" }}{{ .Labels.instance }}{{ $labels.a }}{{ end }}', ['a']],
    ['{{ if $labels.a }}{{ .Labels.b }}{{ end }}', ['a', 'b']],
    ['{{ printf "%s" (toUpper $labels.a) }}', ['a']],
    ['{{ $externalLabels.a }}{{ range $labels }}{{ end }}', []],
  ])('%s', (text, labels) => expect(labelsRead(parseTemplate(text), 'labels').sort()).toEqual(labels));

  it('of the environment, of the value and of functions', () => {
    const template = parseTemplate('{{ $externalLabels.region }}{{ with query "up" }}{{ .Value }}{{ end }}');
    expect(labelsRead(template, 'externalLabels')).toEqual(['region']);
    expect([calls(template, 'query'), calls(template, 'now'), readsValue(template)]).toEqual([true, false, false]);
    expect(readsValue(parseTemplate('{{ humanize .Value }}'))).toBe(true);
  });
});
