import { createCalendar } from '../../../domain/rules/calendar.ts'
import official from '../../fixtures/holiday-notices.json' with { type: 'json' }

/** The calendar of the notices for 2025 and 2026 alone: 2027 stays unknown whatever the installed package learns. */
export const noticeCalendar = createCalendar(
  official.notices.flatMap((notice) => notice.days),
  official.notices.map((notice) => notice.year),
)
