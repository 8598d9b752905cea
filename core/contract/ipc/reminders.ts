import { z } from 'zod'
import { isoDateSchema } from '../../calendar/iso-date.ts'

/** One past notification: the day it was shown and how many names it spoke of. */
export const shownReminderSchema = z.object({
  day: isoDateSchema,
  title: z.string(),
  body: z.string(),
  names: z.number().int(),
})
export type ShownReminder = z.output<typeof shownReminderSchema>

export const reminderSettingsSchema = z.object({
  isEnabled: z.boolean(),
  /** Hour of the local day, 0 to 23, before which nothing is shown. */
  fromHour: z.number().int().min(0).max(23),
})
export type ReminderSettings = z.output<typeof reminderSettingsSchema>

/** `isSupported`: whether the OS shows notifications at all; `shown` is the list to read where it does not, newest first. */
export const remindersSchema = reminderSettingsSchema.extend({
  isSupported: z.boolean(),
  shown: z.array(shownReminderSchema).readonly(),
})
export const updateRemindersSchema = z.object({
  isEnabled: reminderSettingsSchema.shape.isEnabled.exactOptional(),
  fromHour: reminderSettingsSchema.shape.fromHour.exactOptional(),
})
