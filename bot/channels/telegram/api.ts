import { Api, type ApiClientOptions } from 'grammy'
import type { Transport } from '../transport.ts'
import { createBotApiFetch } from './bot-api-fetch.ts'
import type { Pace } from './pace.ts'

/** Telegram's methods, carried by our transport. */
export function createApi(token: string, apiRoot: string, transport: Transport, { callMs }: Pace): Api {
  return new Api(token, {
    apiRoot,
    timeoutSeconds: callMs / 1000,
    // grammY uses of fetch what this has.
    fetch: createBotApiFetch(transport) as unknown as NonNullable<ApiClientOptions['fetch']>,
  })
}
