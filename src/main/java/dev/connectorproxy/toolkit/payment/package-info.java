/// What the author of a payment provider does not have to write again: a JSON client of the provider's API
/// ([dev.connectorproxy.toolkit.payment.ProviderHttp]), reading a list to its end without losing or repeating a row
/// ([dev.connectorproxy.toolkit.payment.WatermarkWalk] and [dev.connectorproxy.toolkit.payment.Watermark] for lists sorted
/// by time, oldest first; [dev.connectorproxy.toolkit.payment.CursorWalk] for lists with the newest row first), reporting
/// what a fetch leaves out ([dev.connectorproxy.toolkit.payment.SkippedRows]), and returning in time
/// ([dev.connectorproxy.toolkit.payment.FetchBudget]). No provider has to use it.
package dev.connectorproxy.toolkit.payment;
