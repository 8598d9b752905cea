import { z } from 'zod'

const page = z.coerce.number().int().min(1).optional().catch(undefined)

export const ordersSearchSchema = z.object({ page })
export const orderSearchSchema = z.object({ page })
