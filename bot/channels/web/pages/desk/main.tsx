import { render } from 'preact'
import { restoreLook } from '../look.ts'
import { DeskPage } from './desk-page.tsx'

restoreLook()
const root = document.getElementById('page')
if (root) render(<DeskPage />, root)
