/** Reads facts of the API out of the published sources of the official clients. */
package io.github.claude4j.codegen.official;
