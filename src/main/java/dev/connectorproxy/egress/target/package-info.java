/// What commands may call: URLs as the browser's standard reads them, host names and addresses, the allow list, and DNS
/// with the checks of every address that it returns. `EgressPolicy` decides.
package dev.connectorproxy.egress.target;
