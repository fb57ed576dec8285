import type { JoinedAccount } from '../../domain/person-view.ts'
import type { Choice } from '../message.ts'
import type { Choices, Drawing } from './drawing.ts'
import type { JoiningSentences } from './joining-sentences.ts'
import { home, nav } from './resident-choices.ts'

/** The buttons under what is said of joining accounts. */
export const joiningChoices: Choices<JoiningSentences> = {
  joinMenu: ({ joined }, drawing) => {
    const { joining } = drawing.labels
    return [
      [{ label: joining.type, value: 'join:type' }],
      [{ label: joining.code, value: 'join:code' }],
      ...(joined
        ? [
            [
              { label: joining.where, value: 'join:where' },
              { label: joining.unjoin, value: 'unjoin' },
            ],
          ]
        : []),
      nav(drawing),
    ]
  },
  askJoinCode: (_, drawing) => [nav(drawing)],
  joined: (_, drawing) => [
    [
      { label: drawing.labels.mine, value: 'mine' },
      { label: drawing.labels.joining.where, value: 'join:where' },
    ],
    [{ label: drawing.labels.joining.unjoin, value: 'unjoin' }, ...home(drawing)],
  ],
  askNoticesPlace: ({ places }, drawing) => [
    ...placeRows(places, drawing, (place) => (place.preferred ? ' ✓' : '')),
    [{ label: drawing.labels.joining.whereFiled, value: 'place:filed' }],
    nav(drawing),
  ],
  askUnjoin: ({ places }, drawing) => [...placeRows(places, drawing), nav(drawing)],
  noticesLed: (_, drawing) => [
    [
      { label: drawing.labels.joining.where, value: 'join:where' },
      { label: drawing.labels.joining.unjoin, value: 'unjoin' },
    ],
    home(drawing),
  ],
  accountJoined: (_, drawing) => [[{ label: drawing.labels.joining.unjoin, value: 'unjoin' }, ...home(drawing)]],
}

/** One account a row, by when it was last used, so that two on the same channel can be told apart. */
function placeRows(
  places: JoinedAccount[],
  { labels, terms }: Drawing,
  mark: (place: JoinedAccount) => string = () => '',
): Choice[][] {
  return places.map((place) => {
    const { accountId, channel, heardAt, here } = place
    const name = labels.joining.place(channel, here ? 'here' : heardAt === null ? null : terms.moment(heardAt))
    return [{ label: `${name}${mark(place)}`, value: `place:${accountId}` }]
  })
}
