CREATE INDEX messages_of_user ON notifications.messages (user_id, written_at) WHERE user_id IS NOT NULL;
