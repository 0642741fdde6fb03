/** What Loki, Tempo and Mimir take as one. https://grafana.com/docs/mimir/latest/configure/about-tenant-ids/ */
export const TENANT = /^(?!\.{1,2}$)[0-9A-Za-z!_.*'()-]{1,150}$/;
