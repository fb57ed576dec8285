/**
 * A date that the office has set itself. No law stands behind it, so that no article is cited and no period counted: its
 * last day was named. Its clock is reminded of like any other.
 */
export interface OfficeOwnRule {
  id: OwnRuleId
  holder: 'office'
  /** Of no rule pack. */
  version: ''
}

export type OwnRuleId = 'PROMISE'

/** What was promised to a visitor on a reception day, by the day that was named. A clock for each: its subject. */
export const promiseRule: OfficeOwnRule = { id: 'PROMISE', holder: 'office', version: '' }

export function isOwnRule(id: string): id is OwnRuleId {
  return id === promiseRule.id
}
