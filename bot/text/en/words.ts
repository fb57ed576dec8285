import type { LanguageWords } from '../language.ts'
import { afterwards } from './afterwards.ts'
import { bookingTalk } from './booking-talk.ts'
import { bookings } from './bookings.ts'
import { card } from './card.ts'
import { desk } from './desk.ts'
import { dialogue } from './dialogue.ts'
import { face } from './face.ts'
import { joining } from './joining.ts'
import { labels } from './labels.ts'
import { marks } from './marks.ts'
import { notices } from './notices.ts'
import { pointers } from './pointers.ts'
import { policy } from './policy.ts'
import { policyDesk } from './policy-desk.ts'
import { receptionDays } from './reception-days.ts'
import { receptionDesk } from './reception-desk.ts'
import { receptionNotices } from './reception-notices.ts'
import { terms } from './terms.ts'

export const en: LanguageWords = {
  sentences: {
    ...dialogue,
    ...afterwards,
    ...joining,
    ...policy,
    ...notices,
    ...desk,
    ...policyDesk,
    ...receptionDays,
    ...receptionNotices,
    ...bookings,
    ...bookingTalk,
    ...receptionDesk,
  },
  labels,
  marks,
  terms,
  card,
  face,
  pointers,
  sentAgain: '(Sent again: you may have this already.)',
}
