/// The connector development server: a listener of its own, on which payment-provider plugins are instantiated, paged through
/// and looked at, with the state kept here.
package dev.connectorproxy.devserver;
