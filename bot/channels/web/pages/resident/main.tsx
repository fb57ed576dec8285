import { render } from 'preact'
import { firstLanguage, speak } from '../language.ts'
import { restoreLook } from '../look.ts'
import { createConversation } from './conversation.ts'
import { ResidentPage } from './resident-page.tsx'

const language = firstLanguage()
restoreLook()
speak(language)
const root = document.getElementById('page')
if (root) render(<ResidentPage conversation={createConversation(language)} />, root)
