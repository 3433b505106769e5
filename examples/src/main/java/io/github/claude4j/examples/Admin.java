package io.github.claude4j.examples;

import io.github.claude4j.Claude;
import io.github.claude4j.admin.ClaudeAdmin;
import io.github.claude4j.admin.workspaces.Workspace;

/** Prints the organization's name and its workspaces; needs an admin key. */
public final class Admin {
    private Admin() {}

    public static void main(String[] args) {
        try (Claude claude = Claude.fromEnv()) {
            ClaudeAdmin admin = ClaudeAdmin.of(claude);
            System.out.println(admin.me().retrieve().name());
            for (Workspace workspace : admin.workspaces().list()) {
                System.out.println(workspace.id() + " " + workspace.name());
            }
        }
    }
}
