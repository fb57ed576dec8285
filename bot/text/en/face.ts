import type { FaceWords } from '../language.ts'

export const face: FaceWords = {
  description: (office) =>
    `This is the ${office}. Residents can report a problem, make a suggestion, ask about policy and see where their matter stands. You get a receipt with a number and a query code that says who handles it and by when. In danger of life, first call 110, 119 or 120.`,
  about: (office) => `${office}: report a problem, ask about policy, see where it stands`,
  residentCommands: {
    report: 'Report a problem',
    question: 'Ask about policy',
    mine: 'My matters',
    track: 'Look up by number',
    reception: 'Reception day',
    language: 'Change language / 中文',
    menu: 'Menu',
    back: 'One step back',
    cancel: 'Cancel',
  },
  staffCommands: {
    open: 'What waits for the office',
    mine: 'What is in my hands',
    due: 'What is due soon',
    find: 'Find by number, village or topic',
    help: 'How it works',
  },
  more: { booking: 'Visits, matters', progress: 'My matters' },
}
