import type { JoinedAccount } from '../../domain/person-view.ts'
import type { Empty } from './empty.ts'

/** What is said of joining the accounts that one person has on several channels. */
export interface JoiningSentences {
  /** `joined`: something is joined to this one already. */
  joinMenu: { joined: boolean }
  askJoinCode: Empty
  joinCode: {
    minutes: number
    /** Taken out once it has been sent. */
    code?: string
  }
  joinWrong: { minutes: number }
  joinWait: { minutes: number }
  joinRefused: { why: 'own' | 'already' | 'officer' | 'full'; most: number }
  /** `channel` of the other account. */
  joined: { channel: string }
  /** Words are not taken here at all. */
  joinNotHere: { page: string }
  notJoined: Empty
  askNoticesPlace: { places: JoinedAccount[] }
  /** Null: each goes to where its matter was filed. */
  noticesPlaceSet: { place: JoinedAccount | null }
  askUnjoin: { places: JoinedAccount[] }
  unjoined: { place: JoinedAccount }
  /** Told to the others: where notices go from now on; null: each to where its matter was filed. */
  noticesLed: { place: { channel: string; here: boolean } | null }
  /** Told to the others: an account was joined to them, or has left. */
  accountJoined: { channel: string }
  accountLeft: { channel: string }
}
