import { printValue, type ReportRow, reportSummary, SECTIONS } from './rows.ts';

export interface ReportFrame {
  readonly title: string;
  /** `2026-11-01 00:00 UTC to 2026-11-08 00:00 UTC` */
  readonly period: string;
}

/** The report as a document: a table for each section. */
export function reportMarkdown({ period, title }: ReportFrame, rows: readonly ReportRow[]): string {
  const sections = SECTIONS.flatMap((section) => {
    const own = rows.filter((row) => row.section === section);
    if (own.length === 0) return [];
    const lines = own.map(
      (row) => `| ${[row.service, row.what, printValue(row), row.objective, row.verdict].map(cell).join(' | ')} |`,
    );
    const head = ['| Service | What | Value | Objective | Verdict |', '|---|---|---:|---:|---|'];
    return [`## ${headline(section)}`, '', ...head, ...lines, ''];
  });
  return [`# ${escaped(title)}`, '', `${period}. ${reportSummary(rows)}`, '', ...sections].join('\n');
}

export function headline(section: string): string {
  return section.charAt(0).toUpperCase() + section.slice(1);
}

/** Names come from servers: a bar or a line break would end the cell, and marks would be read as Markdown. */
function cell(text: string): string {
  return escaped(text.replace(/\s+/g, ' '));
}

function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>|#]/g, '\\$&');
}
