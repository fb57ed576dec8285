export interface ApiSettings {
  now(): Date
  /** Absent: /metrics is answered to this machine only. */
  metricsToken?: string | undefined
}
