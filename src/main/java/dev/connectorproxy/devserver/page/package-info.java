/// The files of the workbench, the page of the development server: read from the class path, compressed, with the
/// headers that browsers need.
package dev.connectorproxy.devserver.page;
