import anthropic
from check import check, raises, types

SKILL = b"---\nname: greeting\ndescription: Says hello.\n---\nSay hello.\n"


def resources(client):
    for name, service in ("models", client.models), ("beta.models", client.beta.models):
        check(name, lambda: models(service))
    for name, service in ("files", client.files), ("beta.files", client.beta.files):
        check(name, lambda: files(service))
    check("a file in a message", lambda: file_in_message(client))
    for name, service in ("skills", client.skills), ("beta.skills", client.beta.skills):
        check(name, lambda: skills(service))
    check("beta.agents", lambda: agents(client.beta.agents))
    check("beta.environments", lambda: environments(client.beta.environments))
    check("beta.sessions", lambda: sessions(client.beta))
    check("beta.sessions.events, streamed", lambda: session_events(client.beta))
    check("beta.vaults", lambda: vaults(client.beta.vaults))
    check("beta.memory_stores", lambda: memory_stores(client.beta.memory_stores))
    check("beta.user_profiles", lambda: user_profiles(client.beta.user_profiles))


def gone(read):
    with raises(anthropic.NotFoundError):
        read()


def models(service):
    found = list(service.list(limit=2))
    assert len(found) > 3 and len({model.id for model in found}) == len(found)
    assert service.retrieve(found[0].id) == found[0]


def files(service):
    file = service.upload(file=("words.txt", b"words", "text/plain"))
    assert (file.filename, file.mime_type, file.size_bytes) == ("words.txt", "text/plain", 5)
    assert service.retrieve_metadata(file.id) == file
    assert any(item.id == file.id for item in service.list(limit=1))
    with raises(anthropic.BadRequestError):
        service.download(file.id)
    assert service.delete(file.id).id == file.id
    gone(lambda: service.retrieve_metadata(file.id))


def file_in_message(client):
    file = client.files.upload(file=("a.pdf", b"%PDF", "application/pdf"))
    content = [{"type": "document", "source": {"type": "file", "file_id": file.id}}, {"type": "text", "text": "Sum up."}]
    message = client.messages.create(
        model="claude-opus-5-5", max_tokens=100, messages=[{"role": "user", "content": content}]
    )
    assert message.stop_reason == "end_turn"


def skills(service):
    files = [("greeting/SKILL.md", SKILL)]
    skill = service.create(display_name="Greeting", files=files)
    assert skill.display_name == "Greeting" and service.retrieve(skill.id).id == skill.id
    assert any(item.id == skill.id for item in service.list())
    version = service.versions.create(skill.id, files=files)
    versions = list(service.versions.list(skill.id))
    assert any(item.id == version.id for item in versions)
    assert service.versions.retrieve(version.id, skill_id=skill.id).skill_id == skill.id
    for item in versions:
        service.versions.delete(item.id, skill_id=skill.id)
    assert service.delete(skill.id).id == skill.id
    gone(lambda: service.retrieve(skill.id))


def agents(service):
    agent = service.create(name="Helper", model="claude-opus-5-5", system="Help.")
    changed = service.update(agent.id, version=agent.version, name="Better helper")
    assert (changed.name, changed.system) == ("Better helper", "Help.")
    assert service.retrieve(agent.id) == changed
    assert any(item.id == agent.id for item in service.list(limit=1))
    assert len(list(service.versions.list(agent.id))) == 2
    assert service.archive(agent.id).archived_at


def environments(service):
    environment = service.create(name="box", config={"type": "cloud"})
    assert service.retrieve(environment.id).name == "box"
    assert service.update(environment.id, name="bigger").name == "bigger"
    assert any(item.id == environment.id for item in service.list())
    assert service.archive(environment.id).archived_at
    assert service.delete(environment.id).id == environment.id
    gone(lambda: service.retrieve(environment.id))


def started(beta):
    agent = beta.agents.create(name="Helper", model="claude-opus-5-5")
    environment = beta.environments.create(name="box", config={"type": "cloud"})
    return beta.sessions.create(agent=agent.id, environment_id=environment.id)


def sessions(beta):
    session = started(beta)
    assert beta.sessions.retrieve(session.id).id == session.id
    assert beta.sessions.update(session.id, title="Talk").title == "Talk"
    assert any(item.id == session.id for item in beta.sessions.list(limit=1))
    assert beta.sessions.archive(session.id).archived_at
    assert beta.sessions.delete(session.id).id == session.id
    gone(lambda: beta.sessions.retrieve(session.id))


def session_events(beta):
    session = started(beta)
    said = {"type": "user.message", "content": [{"type": "text", "text": "Hi"}]}
    seen = []
    with beta.sessions.events.stream(session.id) as stream:
        beta.sessions.events.send(session.id, events=[said])
        for event in stream:
            seen.append(event.type)
            if event.type == "session.status_idle":
                break
    assert {"session.status_running", "agent.message"} <= set(seen), seen
    assert {"user.message", "agent.message"} <= set(types(beta.sessions.events.list(session.id)))


def vaults(service):
    vault = service.create(display_name="Keys")
    assert service.update(vault.id, display_name="More keys").display_name == "More keys"
    auth = {"type": "static_bearer", "token": "secret-token", "mcp_server_url": "https://mcp.example.com/"}
    credential = service.credentials.create(vault.id, auth=auth, display_name="MCP")
    assert "secret-token" not in credential.to_json()
    assert service.credentials.retrieve(credential.id, vault_id=vault.id) == credential
    assert any(item.id == credential.id for item in service.credentials.list(vault.id))
    assert service.credentials.delete(credential.id, vault_id=vault.id).id == credential.id
    assert service.archive(vault.id).archived_at
    assert service.delete(vault.id).id == vault.id
    gone(lambda: service.retrieve(vault.id))


def memory_stores(service):
    store = service.create(name="Notes", description="What was learnt.")
    memory = service.memories.create(store.id, path="/a.md", content="one")
    service.memories.update(memory.id, memory_store_id=store.id, content="two")
    assert service.memories.retrieve(memory.id, memory_store_id=store.id, view="full").content == "two"
    assert len(list(service.memory_versions.list(store.id))) == 2
    assert service.delete(store.id).id == store.id
    gone(lambda: service.retrieve(store.id))


def user_profiles(service):
    profile = service.create(external_id="u-1", name="Ada")
    assert (profile.external_id, service.retrieve(profile.id)) == ("u-1", profile)
    assert service.update(profile.id, external_id="u-2").external_id == "u-2"
    assert any(item.id == profile.id for item in service.list())
