import type { MatterView } from '../../domain/matter-view.ts'

export interface MatterLine {
  ticketId: string
  number: string
  state: MatterView['state']
  category: string
}
