/** The base recordings of every SLO, which composites read from their members: events and bad events a second over five minutes. */
export const TOTAL = 'slo:sli_total:rate5m';
export const BAD = 'slo:sli_bad:rate5m';
