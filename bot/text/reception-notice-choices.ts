import { choice } from './booking-choices.ts'
import type { Choices } from './drawing.ts'
import type { ReceptionNoticeSentences } from './reception-sentences.ts'
import { home } from './resident-choices.ts'

/** The buttons under the reminders of a visit. */
export const receptionNoticeChoices: Choices<ReceptionNoticeSentences> = {
  visitReminder: ({ bookingId }, drawing) => [
    [
      choice(drawing.labels.bookingMove, 'move', bookingId),
      choice(drawing.labels.bookingCancel, 'cancel', bookingId),
      choice(drawing.labels.saveDates, 'calendar', bookingId),
    ],
    home(drawing),
  ],
  waitReminder: ({ bookingId }, drawing) => [
    [
      choice(drawing.labels.bookingMove, 'move', bookingId),
      choice(drawing.labels.waitNoMore, 'cancel', bookingId),
      ...home(drawing),
    ],
  ],
}
