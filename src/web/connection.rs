//! A database that is opened when it is needed, and anew when its connection was closed under us.

use std::cell::RefCell;

use web_sys::{IdbDatabase, IdbTransaction};

use super::idb::{open, reading, writing};
use crate::app::StoreError;

/// A database, opened when it is needed.
pub(super) struct Connection {
    name: &'static str,
    version: u32,
    stores: &'static [&'static str],
    database: RefCell<Option<IdbDatabase>>,
}

impl Connection {
    pub(super) const fn new(name: &'static str, version: u32, stores: &'static [&'static str]) -> Connection {
        Connection { name, version, stores, database: RefCell::new(None) }
    }

    /// A transaction to read.
    pub(super) async fn read(&self, stores: &[&str]) -> Result<IdbTransaction, StoreError> {
        self.begin(|database| reading(database, stores)).await
    }

    /// A transaction to write that is complete only when it is on disk.
    pub(super) async fn write(&self, stores: &[&str]) -> Result<IdbTransaction, StoreError> {
        let version = f64::from(self.version);
        // What a newer program made of it is not known here.
        let writing = |database: &IdbDatabase| {
            if database.version() > version { Err(StoreError::Newer) } else { writing(database, stores) }
        };
        self.begin(writing).await
    }

    /// The connection may have been closed under us; it is opened anew once.
    async fn begin(
        &self,
        begin: impl Fn(&IdbDatabase) -> Result<IdbTransaction, StoreError>,
    ) -> Result<IdbTransaction, StoreError> {
        if let Ok(transaction) = begin(&self.database().await?) {
            return Ok(transaction);
        }
        self.database.borrow_mut().take();
        begin(&self.database().await?)
    }

    async fn database(&self) -> Result<IdbDatabase, StoreError> {
        if let Some(database) = self.database.borrow().clone() {
            return Ok(database);
        }
        let database = match open(self.name, Some(self.version), self.stores).await {
            Err(StoreError::Newer) => open(self.name, None, &[]).await?,
            opened => opened?,
        };
        *self.database.borrow_mut() = Some(database.clone());
        Ok(database)
    }
}
