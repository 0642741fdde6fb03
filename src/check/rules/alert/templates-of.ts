import type { AlertRule } from '../../../model/alert.ts';
import { parseTemplate } from '../../template/parse.ts';
import type { Template } from '../../template/tree.ts';

/** A text of an alert that Prometheus fills in when it fires. */
export interface AlertTemplate {
  /** As the author wrote it: `description`, `labels.region`. */
  readonly where: string;
  readonly text: string;
  readonly template: Template;
}

/** Its annotations, each once: a description left out is the summary. */
export function annotationTemplates({ annotations }: AlertRule): AlertTemplate[] {
  const seen = new Set<string>();
  return Object.entries(annotations).flatMap(([where, text]) => {
    if (seen.has(text)) return [];
    seen.add(text);
    return [{ where, text, template: parseTemplate(text) }];
  });
}

/** Its labels, which are templates too. */
export function labelTemplates({ labels }: AlertRule): AlertTemplate[] {
  return Object.entries(labels).map(([label, text]) => ({ where: `labels.${label}`, text, template: parseTemplate(text) }));
}

/** All of them. */
export function alertTemplates(alert: AlertRule): AlertTemplate[] {
  return [...annotationTemplates(alert), ...labelTemplates(alert)];
}
